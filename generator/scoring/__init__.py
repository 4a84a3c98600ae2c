"""From filled checklists to scores: the law, the results of many files, and their summary."""
