package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.archive.Archive;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.SweptChannels;
import dev.headwater.core.hls.WorkerBooks;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.TableStore;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ChildLauncher;
import dev.headwater.ingest.supervisor.children.Machine;
import dev.headwater.ingest.supervisor.children.ScriptedLauncher;
import dev.headwater.ingest.supervisor.children.TestClock;
import dev.headwater.ingest.supervisor.fleet.IngestWorker;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Stores in memory, a clock at rest and scripted children. */
public final class Rig {
    static final long BUDGET = 64 << 20;
    /** A machine that has nothing to do. */
    public static final Machine IDLE = new Machine("idle", 2, () -> Duration.ZERO);

    public final TestClock clock = new TestClock();
    public final InMemoryTableStore sessions = new InMemoryTableStore();
    public LiveWindows windows = new LiveWindows(sessions);
    final Archive archive = new Archive(sessions);
    public final Demands demands = new Demands(sessions, clock);
    final Set<Integer> taken = ConcurrentHashMap.newKeySet();
    public final Withheld withheld = new Withheld() {
        @Override
        public boolean holds(Content content) {
            return taken.contains(content.id());
        }

        @Override
        public boolean holdsStream(int id) {
            return taken.contains(id);
        }
    };
    public final Channels channels = new Channels(new InMemoryTableStore());
    final InMemorySecretStore secrets = new InMemorySecretStore();
    public final TableStore keyTable = new InMemoryTableStore();
    public ContentKeys keys = new ContentKeys(keyTable, secrets, new SecureRandom(), clock);
    /** How far the monotonic clock is ahead of the machine's, or, while it is stopped, of when it was. */
    public final AtomicLong nanos = new AtomicLong();

    private volatile OptionalLong stoppedAt = OptionalLong.empty();

    public final Leases leases = new Leases(sessions, clock);
    public final WorkerBooks books = WorkerBooks.in(sessions, clock);
    public final SweptChannels swept = books.swept();
    final ByteBudget budget = new ByteBudget(BUDGET);
    volatile boolean isRestoring;
    public final BooleanSupplier restoring = () -> isRestoring;
    public final ScriptedLauncher launcher = new ScriptedLauncher();
    public ObjectStore objects = new InMemoryObjectStore(clock);

    private long nanoTime() {
        return stoppedAt.orElseGet(System::nanoTime) + nanos.get();
    }

    /** From now on the monotonic clock moves where a test moves it alone: no child is silent for too long while a machine is slow. */
    public Rig stopTime() {
        stoppedAt = OptionalLong.of(System.nanoTime());
        return this;
    }

    /** It keeps the machine's time again: who hands over waits by it for others. */
    public void goOn() {
        stoppedAt = OptionalLong.empty();
    }

    void useWindowsOf(TableStore table) {
        windows = new LiveWindows(table);
    }

    void useKeysOf(TableStore table) {
        keys = new ContentKeys(table, secrets, new SecureRandom(), clock);
    }

    public IngestParts parts(String workerId) {
        return parts(config(workerId), launcher);
    }

    public IngestParts parts(IngestConfig config, ChildLauncher children) {
        return parts(config, children, clock);
    }

    /** With another clock for all but the leases. */
    public IngestParts parts(String workerId, InstantSource otherClock) {
        return parts(config(workerId), launcher, otherClock);
    }

    private IngestParts parts(IngestConfig config, ChildLauncher children, InstantSource anyClock) {
        return new IngestParts(
                config,
                windows,
                ArchiveWriter.of(archive, channels, anyClock),
                objects,
                keys,
                children,
                budget,
                anyClock,
                this::nanoTime,
                new Random(7),
                restoring);
    }

    public IngestWorker worker(String workerId) {
        return worker(parts(workerId));
    }

    public IngestWorker worker(IngestParts parts) {
        return worker(parts, IDLE);
    }

    public IngestWorker worker(IngestParts parts, Machine machine) {
        return new IngestWorker(parts, machine, channels, withheld, demands, books);
    }

    public ChannelSupervisor supervisor(int channel, long fence) {
        return supervisor(channel, fence, launcher);
    }

    public ChannelSupervisor supervisor(int channel, long fence, ChildLauncher children) {
        return supervisor(plan(channel, false), fence, config("a"), children);
    }

    /** Of a channel that is encrypted. */
    ChannelSupervisor encrypting(int channel, long fence, Duration keyLife) {
        return supervisor(plan(channel, true), fence, config("a").withKeyLife(keyLife), launcher);
    }

    public static ChannelPlan plan(int channel, boolean encrypted) {
        return new ChannelPlan(
                channel, List.of(new Source("testcard:")), Packaging.LADDER, Ladder.TINY, encrypted, false);
    }

    private ChannelSupervisor supervisor(ChannelPlan plan, long fence, IngestConfig config, ChildLauncher children) {
        ChannelSupervisor supervisor = new ChannelSupervisor(plan, fence, parts(config, children));
        supervisor.start();
        return supervisor;
    }

    public static IngestConfig config(String workerId) {
        return config(workerId, Set.of());
    }

    public static IngestConfig config(String workerId, Set<Integer> only) {
        return new IngestConfig(
                workerId,
                List.of("none"),
                Duration.ofSeconds(10),
                Duration.ofMillis(10),
                3,
                BUDGET,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMillis(20),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofDays(1),
                only,
                2,
                Duration.ofHours(1));
    }

    public Channel channel(int id, @Nullable String ladder) {
        Channel channel = Channel.of(
                id, Listed.plain("Channel " + id, 1, clock.instant()), List.of(new Source("testcard:")), ladder);
        channels.save(channel);
        return channel;
    }

    public static Channel enabled(Channel channel, boolean enabled) {
        return channel.running(enabled ? Channel.Run.ALWAYS : Channel.Run.OFF);
    }

    public LiveWindow window(int channel) {
        return windows.find(channel).orElseThrow();
    }

    /** Waits until so many segments were ever listed. */
    public LiveWindow awaitSequence(int channel, long next) {
        Await.until(
                "channel " + channel + " gets to " + next,
                () -> windows.find(channel).map(w -> w.nextSequence() >= next).orElse(false));
        return window(channel);
    }

    boolean isStored(int channel, String rendition, Segment segment) {
        SegmentName name = SegmentName.parse(segment.name()).orElseThrow();
        return objects.get(SegmentKeys.segment(channel, rendition, name), ByteRange.ALL)
                .isPresent();
    }
}
