package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.PutResult;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ScriptedLauncher;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A channel over stores that are slow, hang, fail and lose replies, whatever is written: its child is read all the time,
 * and whatever a window ever named was stored, and could be decrypted, at that very moment.
 */
class StorageFaultsTest {
    /** That it waits for no store shows where a latch holds the store meanwhile, and not by how soon it is read. */
    private static final Duration IN_TIME = Duration.ofSeconds(20);

    private static final int STEPS = 70;
    private static final int LENGTH = 1_000;

    /** Every window that was written, in order. */
    private final List<LiveWindow> written = new CopyOnWriteArrayList<>();

    private final List<String> wrongs = new CopyOnWriteArrayList<>();
    /** Which of the segments that were made each listed one is. */
    private final Map<String, Integer> made = new HashMap<>();

    private final Rig rig = new Rig();
    private final ObjectStore stored = new InMemoryObjectStore(rig.clock);
    private final ContentKeys reading = new ContentKeys(rig.keyTable, rig.secrets, new SecureRandom(), rig.clock);

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, false", "4, true", "5, true"})
    void nothingIsListedThatCanNotBePlayed(long seed, boolean encrypted) {
        Faults faults = new Faults(seed);
        rig.objects = faulty(faults);
        rig.useWindowsOf(watched(faults));
        rig.useKeysOf(new FaultyTable(rig.keyTable, faults));
        ChannelSupervisor supervisor = encrypted ? rig.encrypting(1, 1, Duration.ofMillis(100)) : rig.supervisor(1, 1);
        try {
            int count = broadcast(new Random(seed), 0, STEPS);
            faults.end();
            long before = last().nextSequence();
            AtomicInteger next = new AtomicInteger(count);
            Await.until("it goes on where nothing is in its way", () -> {
                rig.launcher.children.getLast().says(segment(next.getAndIncrement(), indexes++));
                return last().nextSequence() > before;
            });
        } finally {
            supervisor.stop();
        }
        assertThat(wrongs).isEmpty();
        assertThat(last().segments()).as("whether each is encrypted").allMatch(s -> (s.key() != null) == encrypted);
        assertThat(last().nextSequence()).as("segments that got through").isGreaterThan(3);
        countersAreRight();
    }

    /** Of the child that runs, counted from 0. */
    private long indexes;

    /** Makes segments, in lives of the child of some length; returns how many. */
    private int broadcast(Random random, int from, int steps) {
        int child = 0;
        ScriptedLauncher.Child now = rig.launcher.child(child).opens("360p");
        for (int n = from; n < from + steps; n++) {
            if (random.nextInt(20) == 0) {
                now.ends();
                now = rig.launcher.child(++child).opens("360p");
                indexes = 0;
            }
            ScriptedLauncher.Child current = now.says(segment(n, indexes++));
            Await.until("the child is read in time", IN_TIME, current::isRead);
            pause(random.nextInt(60));
        }
        return from + steps;
    }

    private static void pause(int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        Await.until("a while has passed", () -> System.nanoTime() - end >= 0);
    }

    private static Frame.Segment segment(int number, long index) {
        return new Frame.Segment("360p", index, 2000, bytes(number));
    }

    private static byte[] bytes(int number) {
        return ByteBuffer.allocate(LENGTH).putInt(number).array();
    }

    private LiveWindow last() {
        return new LiveWindows(rig.sessions).find(1).orElseThrow();
    }

    private ObjectStore faulty(Faults faults) {
        return new BrokenStore(stored) {
            @Override
            public String put(String key, byte[] bytes, ObjectMeta meta) {
                return faults.befall(() -> stored.put(key, bytes, meta));
            }
        };
    }

    /** A table whose windows are looked at before they can be read by anybody. */
    private TableStore watched(Faults faults) {
        ItemCodec<LiveWindow> codec = ItemCodec.of(LiveWindow.class);
        return new FaultyTable(
                new BrokenTable(rig.sessions) {
                    @Override
                    public PutResult put(Key key, Body body, Condition condition) {
                        LiveWindow window = codec.decode(new Item(key, body, 1));
                        window.segments().forEach(StorageFaultsTest.this::read);
                        PutResult result = super.put(key, body, condition);
                        if (result instanceof PutResult.Written) {
                            written.add(window);
                        }
                        return result;
                    }
                },
                faults);
    }

    private void read(Segment segment) {
        SegmentName name = SegmentName.parse(segment.name()).orElseThrow();
        Optional<byte[]> clear = stored.get(SegmentKeys.segment(1, "360p", name), ByteRange.ALL)
                .map(Blob::readAll)
                .flatMap(bytes -> reading.decrypt(1, segment.key(), name, bytes));
        if (clear.isEmpty() || clear.get().length != LENGTH) {
            wrongs.add(segment + " can not be read");
        } else {
            synchronized (made) {
                made.put(segment.name(), ByteBuffer.wrap(clear.get()).getInt());
            }
        }
    }

    /** Numbers only grow, each segment keeps its own, and where one is missing the next one says so. */
    private void countersAreRight() {
        Map<Long, String> bySequence = new HashMap<>();
        Map<Long, Long> seams = new HashMap<>();
        long first = 0;
        for (LiveWindow window : written) {
            assertThat(window.mediaSequence()).isGreaterThanOrEqualTo(first);
            first = window.mediaSequence();
            long seam = window.discontinuitySequence();
            for (int i = 0; i < window.segments().size(); i++) {
                Segment segment = window.segments().get(i);
                seam += segment.discontinuity() ? 1 : 0;
                assertThat(bySequence.putIfAbsent(first + i, segment.name())).isIn(null, segment.name());
                assertThat(seams.putIfAbsent(first + i, seam)).isIn(null, seam);
                if (i > 0 && !segment.discontinuity()) {
                    Segment before = window.segments().get(i - 1);
                    assertThat(made.get(segment.name())).as("follows on").isEqualTo(made.get(before.name()) + 1);
                    assertThat(segment.start()).isEqualTo(before.end());
                }
            }
        }
        assertThat(bySequence.values()).doesNotHaveDuplicates();
        assertThat(bySequence.keySet()).hasSize(Math.toIntExact(last().nextSequence()));
    }

    @Test
    void aTableThatHangsStallsNoChild() {
        CountDownLatch answers = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        rig.useWindowsOf(new BrokenTable(rig.sessions) {
            @Override
            public PutResult put(Key key, Body body, Condition condition) {
                if (body.json().contains("360p")) {
                    hangs.countDown();
                    awaitUninterrupted(answers);
                }
                return super.put(key, body, condition);
            }
        });
        rig.objects = stored;
        ChannelSupervisor supervisor = rig.supervisor(1, 1);
        try {
            ScriptedLauncher.Child first = rig.launcher.child(0).opens("360p").makes(0);
            Await.until("a write of the window hangs", () -> hangs.getCount() == 0);
            first.makes(1).makes(2);
            Await.until("the child is read to its end", IN_TIME, first::isRead);
            first.ends();
            ScriptedLauncher.Child second = rig.launcher.child(1).opens("360p").makes(0);
            Await.until("and the next one too", IN_TIME, second::isRead);
            answers.countDown();
            second.makes(1);
            Await.until("it goes on", () -> last().nextSequence() > 0);
        } finally {
            answers.countDown();
            supervisor.stop();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // It hangs.
            }
        }
    }
}
