package dev.headwater.api.listing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows as bytes, in groups: what is kept of content while its lists are rendered. A row is what was written since the one
 * before it ended.
 */
final class Rows implements AutoCloseable {
    private final Spool bytes;
    private long[] starts = new long[1024];
    private int[] lengths = new int[1024];
    private int[] groups = new int[1024];
    private long[] orders = new long[1024];
    private int count;
    private long end;
    private boolean sorted = true;

    Rows(Path folder) {
        this.bytes = new Spool(folder);
    }

    /** Where rows are written. */
    OutputStream out() {
        return bytes;
    }

    void write(String text) throws IOException {
        bytes.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Ends a row.
     *
     * @param position rows are ordered by it, then by id
     * @param group it belongs to
     * @param without so many bytes of its end
     */
    void end(int position, int id, int group, int without) {
        if (count == starts.length) {
            grow(count * 2);
        }
        starts[count] = end;
        lengths[count] = Math.toIntExact(bytes.length() - end - without);
        groups[count] = group;
        orders[count] = ((long) position << Integer.SIZE) + id;
        sorted &= count == 0 || orders[count] >= orders[count - 1];
        end = bytes.length();
        count++;
    }

    private void grow(int size) {
        starts = Arrays.copyOf(starts, size);
        lengths = Arrays.copyOf(lengths, size);
        groups = Arrays.copyOf(groups, size);
        orders = Arrays.copyOf(orders, size);
    }

    int group(int row) {
        return groups[row];
    }

    void copy(int row, OutputStream out) throws IOException {
        bytes.copy(starts[row], lengths[row], out);
    }

    /** All rows, in order. */
    int[] all() {
        int[] rows = IntStream.range(0, count).toArray();
        return sorted
                ? rows
                : IntStream.of(rows)
                        .boxed()
                        .sorted((a, b) -> Long.compare(orders[a], orders[b]))
                        .mapToInt(row -> row)
                        .toArray();
    }

    /**
     * The same rows group by group, each in the order they came; tells each group once.
     *
     * @param all as {@link #all()} has them
     */
    void byGroup(int[] all, Group action) throws IOException {
        int[] rows = IntStream.of(all)
                .boxed()
                .sorted((a, b) -> Integer.compare(groups[a], groups[b]))
                .mapToInt(row -> row)
                .toArray();
        for (int from = 0; from < rows.length; ) {
            int to = from;
            while (to < rows.length && groups[rows[to]] == groups[rows[from]]) {
                to++;
            }
            action.write(groups[rows[from]], Arrays.copyOfRange(rows, from, to));
            from = to;
        }
    }

    /** What is done with the rows of a group. */
    @FunctionalInterface
    interface Group {
        void write(int group, int[] rows) throws IOException;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
