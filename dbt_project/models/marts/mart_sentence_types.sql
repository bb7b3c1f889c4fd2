{{ mart_rows("observations.measure_id = 'defendants_sentenced'") }}
