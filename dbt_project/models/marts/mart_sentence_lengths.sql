{{ mart_rows("""
    observations.measure_id in ('prison_sentence_length', 'sentence_length', 'defendants_sentenced_to_prison')
""") }}
