package dev.headwater.ingest.pipeline.encode;

/**
 * What is laid over a part of one plane of a picture.
 *
 * @param plane 0 is brightness; the others, of colour, count in half the pixels
 * @param cover how much of what is below is covered, of 255; row by row
 * @param light what is added, already weighed by that
 */
@SuppressWarnings("ArrayRecordComponent") // looked at for each picture, and nobody else's
record Layer(int plane, int left, int top, int width, int height, byte[] cover, byte[] light) {}
