"""Speed, memory and accuracy: each figure beside a named baseline measured in the same run."""
