"""The data set: records, geometry files, loaded whole or not at all; what changed between two versions."""
