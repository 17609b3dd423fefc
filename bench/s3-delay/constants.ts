/** How much later S3 answers: a small read takes 15 to 40 ms there, a small write 30 to 60 ms. */
export const delayMs = 40;
export const rounds = 3;
