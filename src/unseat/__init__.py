"""unseat: notices long sitting and offers one short exercise that undoes it."""
