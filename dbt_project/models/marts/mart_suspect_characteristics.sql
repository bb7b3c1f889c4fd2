{{ mart_rows("observations.stage_id = 'initial_hearing'") }}
