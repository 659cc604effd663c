package dev.headwater.core.guide;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Many ordered runs as one. */
final class DraftMerge implements AutoCloseable {
    private final List<DraftRun> runs;
    private final PriorityQueue<Ranked> heads =
            new PriorityQueue<>(Comparator.comparingLong(Ranked::order).thenComparingInt(Ranked::rank));

    /** @param runs of equals, those of the earlier run come first */
    DraftMerge(List<DraftRun> runs) {
        this.runs = List.copyOf(runs);
        for (int rank = 0; rank < runs.size(); rank++) {
            enqueue(rank);
        }
    }

    private record Ranked(long order, int rank) {}

    private void enqueue(int rank) {
        long order = runs.get(rank).order();
        if (order != FileRun.END) {
            heads.add(new Ranked(order, rank));
        }
    }

    /** The next programme; empty: there is none. What it holds is valid until the next is asked for. */
    Optional<Draft> next() throws IOException {
        Ranked head = heads.poll();
        if (head == null) {
            return Optional.empty();
        }
        ByteBuffer bytes = runs.get(head.rank()).take();
        long length = ProgrammeCodec.number(bytes);
        enqueue(head.rank());
        return Optional.of(new Draft(Draft.channel(head.order()), Draft.start(head.order()), length, bytes));
    }

    @Override
    public void close() throws IOException {
        for (DraftRun run : runs) {
            run.close();
        }
    }
}
