{{ mart_rows("observations.stage_id = 'pretrial_release'") }}
