package dev.headwater.standalone.bench;

/**
 * What a server under test is filled with.
 *
 * @param data the folder, which is not there yet
 * @param edges how many
 * @param channels whose windows are full from the start
 * @param live whether each window gets a segment more every 2 s
 * @param segmentBytes of each segment in the store; 0: segments are listed but none is stored
 * @param lines accounts; tickets are spread over all of them
 * @param tickets playbacks that began, each on one of the channels
 */
record Load(String data, int edges, int channels, boolean live, int segmentBytes, int lines, int tickets) {
    int ticketsPerLine() {
        return Math.max(1, Math.ceilDiv(tickets, lines));
    }
}
