-- Which messages say that they answer one with this Message-ID.
CREATE INDEX answers_answered ON answers (json_extract(ids, '$[#-1]'));
