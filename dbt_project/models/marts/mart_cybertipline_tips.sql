{{ mart_rows("observations.stage_id = 'tip_received'") }}
