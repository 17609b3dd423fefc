# CSV files in the encodings of other languages, and those that have two readings.

from lines import BONUSES, CHINESE, UTF_8_MARK, changed, english, pays, stops, written


def other_languages():
    traditional = [
        '唯一標識,員工,獎金,備註',
        'b-1,陳怡君,2000,表現優異',
        'b-2,林志偉,1500,準時上線',
        'b-3,黃淑芬,900,跨部門支援',
    ]
    stops('big5.csv', '\r\n'.join(traditional), 'Big5: traditional characters', 'big5')
    japanese = [
        '社員番号,氏名,賞与,備考',
        'a1,山田太郎,2000,プロジェクト完了',
        'a2,佐藤花子,1500,品質の改善',
        'a3,鈴木一郎,900,サポート',
    ]
    stops('shift-jis.csv', '\r\n'.join(japanese), 'Shift-JIS: Japanese', 'shift_jis')
    korean = [
        '사번,이름,상여금,비고',
        'a1,김민수,2000,프로젝트 완료',
        'a2,이영희,1500,품질 개선',
        'a3,박지훈,900,부서 간 지원',
    ]
    stops(
        'euc-kr.csv',
        '\r\n'.join(korean),
        'EUC-KR: Korean, whose bytes are common characters of GB18030',
        'euc_kr',
    )
    western = english(
        changed(姓名=['José Peña', 'Zoë Müller', 'René Faßbinder', 'Åsa Öberg'], 备注='été à Orléans')
    )
    stops('windows-1252.csv', written(western), 'windows-1252: letters of western Europe', 'cp1252')
    doubly = CHINESE.encode().decode('latin-1')
    stops(
        'utf-8-twice.csv',
        doubly,
        'UTF-8 that was taken for Latin letters and saved as UTF-8: no title is known any more',
    )


def too_little_to_tell():
    short = changed(BONUSES[:3], 姓名=['伟', '强', '平'], 备注='')
    stops(
        'two-readings.csv',
        written(english(short)),
        'the only Chinese characters are 伟, 强 and 平 in GB18030, and their bytes are letters in UTF-8 too',
        'gb18030',
    )
    names = changed(BONUSES[:3], 姓名=['José', 'Zoé', 'André'], 备注='')
    pays(
        'two-readings-latin.csv',
        written(english(names)),
        'the bytes of é are 茅 in GB18030, but that stands beside no small Latin letter',
        names,
    )
    pays(
        'latin-mark.csv',
        UTF_8_MARK + written(english(names)).encode(),
        'the same with a mark has one reading',
        names,
    )
    few = changed(BONUSES[:2], 姓名=['张伟', '王芳'], 备注='')
    stops(
        'too-few-characters.csv',
        written(english(few)),
        'titles in English and two names in GB18030: too little to be sure',
        'gb18030',
    )
    many = changed(备注='项目按期上线，质量改进')
    pays(
        'english-titles.csv',
        written(english(many)),
        'titles in English and enough Chinese to be sure',
        many,
        'gb18030',
    )
    plain = changed(姓名=['Zhang Wei', 'Wang Fang', 'Li Na', 'Liu Yang'], 备注='')
    pays('ascii.csv', written(english(plain)), 'nothing but ASCII, which is the same in all of these', plain)


other_languages()
too_little_to_tell()
