{{ mart_rows("""
    observations.measure_id in (
        'offense_conduct', 'guideline_enhancements', 'images_per_offender', 'recidivism', 'sentencing_outcome',
        'offenders_sentenced'
    )
""") }}
