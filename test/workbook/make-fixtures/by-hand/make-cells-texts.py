# Texts in every form in which programs write them.

import bare
from small import cells, text_of


def texts():
    cells(
        'inline-with-value',
        'a text that stands in its cell, and beside it a value: the text counts',
        '<row><c t="inlineStr"><is><t>文本</t></is><v>7</v></c><c t="inlineStr"><v>8</v><is><t>另一个</t></is></c></row>',
        [['文本', '另一个']],
    )
    cells(
        'fonts-and-sounds',
        'texts in several fonts, and how characters are pronounced, which is not part of them',
        '<row>'
        + ''.join(f'<c t="s"><v>{n}</v></c>' for n in range(5))
        + '</row>'
        + text_of('<r><t>富</t></r><r><rPr><b/></rPr><t>文本</t></r>')
        + text_of('<t>課長</t><rPh sb="0" eb="2"><t>カチョウ</t></rPh>'),
        [['張三', '普通加粗', '課長', '甲乙', ''], ['富文本'], ['課長']],
        bare.strings(
            [
                '<si><r><rPr><b/><sz val="11"/></rPr><t>張</t></r><r><t>三</t></r></si>',
                '<si><t>普通</t><r><rPr><b/></rPr><t>加粗</t></r></si>',
                '<si><t>課長</t><rPh sb="0" eb="2"><t>カチョウ</t></rPh><phoneticPr fontId="1"/></si>',
                '<si><r><t>甲</t></r><rPh sb="0" eb="1"><t>キノエ</t></rPh><r><t>乙</t></r></si>',
                '<si/>',
            ]
        ),
    )
    written = [
        ('<t xml:space="preserve"> 前后 </t>', ' 前后 '),
        ('<t>一_x000D_\n二</t>', '一\r\n二'),
        ('<t>_x005F_x000D_</t>', '_x000D_'),
        ('<t>_X000D_ _x00_ _x000_</t>', '_X000D_ _x00_ _x000_'),
        ('<t>_x4E2D_文</t>', '中文'),
        ('<t>_xD83C__xDF89_</t>', '🎉'),
        ('<t>&#20013;&#x6587;</t>', '中文'),
        ('<t>&#x20BB7;野&#128512;</t>', '𠮷野😀'),
        ('<t>𠮷野🎉</t>', '𠮷野🎉'),
        ('<t>&lt;&amp;&gt;&quot;&apos;</t>', '<&>"\''),
        ('<t><![CDATA[<b>1&2</b>]]></t>', '<b>1&2</b>'),
        ('<t>甲<!-- 注释 -->乙</t>', '甲乙'),
        ('<t>一&#10;二&#9;三</t>', '一\n二\t三'),
        ('<t>e\u0301 \u00e9</t>', 'e\u0301 \u00e9'),
        ('<t>\ufeff\u200b\u202e</t>', '\ufeff\u200b\u202e'),
        ('<t>\u3000全角空格\u3000</t>', '\u3000全角空格\u3000'),
        ('<t/>', ''),
        ('', ''),
    ]
    cells(
        'characters',
        'blanks, line ends, characters by number or in pairs, escapes of XML and of the format',
        ''.join(text_of(xml) for xml, _ in written),
        [[value] for _, value in written],
    )
    cells(
        'empty',
        'cells without a value',
        '<row r="1"><c r="A1"/><c r="B1" s="0"><v></v></c><c r="C1" t="str"><v></v></c><c r="D1" t="inlineStr"/><c r="E1" t="s"/>'
        '<c r="F1"><v>1</v></c></row>',
        [[None, None, None, None, None, 1]],
    )
    cells(
        'true-and-false',
        'true and false',
        '<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="str"><v>TRUE</v></c></row>',
        [[True, False, 'TRUE']],
    )


texts()
