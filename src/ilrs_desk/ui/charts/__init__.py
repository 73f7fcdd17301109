"""The painters of the Status page: progress bar, seat board, bars and trend, drawn with QPainter alone."""
