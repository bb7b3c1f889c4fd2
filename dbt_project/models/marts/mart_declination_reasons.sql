{{ mart_rows("observations.stage_id = 'declined'") }}
