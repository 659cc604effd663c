package dev.headwater.ingest.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.WorkerBooks;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Lease;
import dev.headwater.core.store.PutResult;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.supervisor.channel.BrokenTable;
import dev.headwater.ingest.supervisor.channel.ChannelKeeper;
import dev.headwater.ingest.supervisor.channel.IngestParts;
import dev.headwater.ingest.supervisor.channel.Pushes;
import dev.headwater.ingest.supervisor.channel.Rig;
import dev.headwater.ingest.supervisor.channel.SegmentSweeper;
import dev.headwater.ingest.supervisor.children.ChildProcess;
import dev.headwater.ingest.supervisor.children.CpuMeter;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Channels that nobody else can take. */
class DrainTest {
    private static final int CHANNELS = 4;

    private final Rig rig = new Rig().stopTime();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final WorkerBooks books = WorkerBooks.in(
            new BrokenTable(rig.sessions) {
                @Override
                public PutResult put(Key key, Body body, Condition condition) {
                    if (key.pk().startsWith("LEASE#channel/")) {
                        events.add("table");
                    }
                    return super.put(key, body, condition);
                }
            },
            rig.clock);

    /** The first can not be killed at first. */
    private ChildProcess launch(Job job, Consumer<String> log) {
        ChildProcess child = rig.launcher.launch(job, log);
        boolean sticks = rig.launcher.children.size() == 1;
        return new ChildProcess() {
            private boolean tried;

            @Override
            public InputStream frames() {
                return child.frames();
            }

            @Override
            public void kill() {
                child.kill();
                events.add("killed");
                if (sticks && !tried) {
                    tried = true;
                    throw new IllegalStateException("it can not be killed");
                }
            }

            @Override
            public Optional<java.time.Duration> cpu() {
                return Optional.empty();
            }
        };
    }

    @Test
    void allChildrenEndBeforeAnythingIsWaitedForWhateverOneOfThemDoes() {
        IngestParts parts = rig.parts(Rig.config("a"), this::launch);
        CpuMeter meter = new CpuMeter(Rig.IDLE, parts.nanos());
        SegmentSweeper sweeper = new SegmentSweeper(parts, rig.channels, books.leases(), books.swept());
        ChannelKeeper keeper = new ChannelKeeper(parts, books.leases(), sweeper, meter, new Pushes(() -> {}));
        IntStream.rangeClosed(1, CHANNELS).forEach(id -> keeper.keep(Rig.plan(id, false)));
        rig.launcher.child(CHANNELS - 1);
        rig.launcher.children.forEach(child -> child.opens("360p").makes(0));
        IntStream.rangeClosed(1, CHANNELS).forEach(id -> rig.awaitSequence(id, 1));
        events.clear();

        new Drain(parts, keeper, new Fleet(books, parts, Rig.IDLE, meter)).run();

        assertThat(events.subList(0, CHANNELS)).containsOnly("killed");
        assertThat(keeper.channels()).isEmpty();
        for (int id = 1; id <= CHANNELS; id++) {
            assertThat(rig.leases.find(Lease.ofChannel(id))).isEmpty();
        }
    }
}
