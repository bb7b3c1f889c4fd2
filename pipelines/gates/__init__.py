"""What must hold after each stage, and the one place that runs Great Expectations."""
