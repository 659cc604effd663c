package dev.headwater.api.ts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PacketsPropertyTest {
    record Script(int firstCounter, List<Integer> kinds) {}

    /** Packets of a segment that begins anywhere and mixes tables, pictures, sound and clocks. */
    @Provide
    Arbitrary<List<Script>> segments() {
        Arbitrary<List<Integer>> kinds =
                Arbitraries.integers().between(0, 6).list().ofMaxSize(40);
        return Combinators.combine(Arbitraries.integers().between(0, 15), kinds)
                .as(Script::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    private static byte[] segment(int firstCounter, List<Integer> kinds) {
        TsBuilder builder = new TsBuilder(firstCounter);
        builder = firstCounter % 3 == 0 ? builder.clock(TsBuilder.VIDEO) : builder;
        builder = firstCounter % 5 == 0 ? builder : builder.tables();
        for (int kind : kinds) {
            builder = switch (kind) {
                case 0 -> builder.tables();
                case 1 -> builder.keyFrame(1);
                case 2 -> builder.picture(1);
                case 3 -> builder.clock(TsBuilder.VIDEO);
                case 4 -> builder.payload(TsBuilder.AUDIO, 1);
                case 5 -> builder.payload(TsPackets.NULL_PID, 1);
                default -> builder.payload(TsBuilder.VIDEO, 1);
            };
        }
        return builder.picture(1).bytes();
    }

    @Property
    void anySegmentsOneAfterTheOtherCountOn(@ForAll("segments") List<Script> scripts) {
        Continuity continuity = new Continuity();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Script script : scripts) {
            byte[] segment = segment(script.firstCounter(), script.kinds());
            byte[] followed = segment.clone();
            continuity.follow(followed);
            all.writeBytes(followed);
            assertOnlyCountersDiffer(segment, followed);
        }
        assertThat(new Received(all.toByteArray()).continuityErrors()).isZero();
    }

    private static void assertOnlyCountersDiffer(byte[] before, byte[] after) {
        byte[] masked = after.clone();
        for (int at = 3; at < masked.length; at += TsPackets.SIZE) {
            masked[at] = (byte) ((masked[at] & 0xf0) | (before[at] & 0x0f));
        }
        assertThat(masked).isEqualTo(before);
    }

    @Property
    void whatAViewerIsSentCountsOnWhereverItBeginsAndJumps(
            @ForAll("segments") List<Script> scripts, @ForAll List<Boolean> drops) {
        Continuity continuity = new Continuity();
        Ring ring = Ring.EMPTY;
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        Cursor cursor = Cursor.live();
        List<Boolean> dropped = new ArrayList<>(drops);
        for (Script script : scripts) {
            byte[] segment = segment(script.firstCounter(), script.kinds());
            byte[] followed = segment.clone();
            ring = ring.with(new TsSegment(followed, continuity.follow(followed), followed.length % 3 == 0));
            boolean behind = !dropped.isEmpty() && dropped.removeFirst();
            while (behind && ring.segments().size() > 1) {
                ring = ring.withoutFirst();
            }
            for (ByteBuffer chunk = cursor.next(ring); chunk != null; chunk = nextUnless(behind, cursor, ring)) {
                byte[] bytes = new byte[chunk.remaining()];
                chunk.get(bytes);
                sent.writeBytes(bytes);
            }
        }
        assertThat(new Received(sent.toByteArray()).continuityErrors()).isZero();
    }

    private static @Nullable ByteBuffer nextUnless(boolean behind, Cursor cursor, Ring ring) {
        return behind ? null : cursor.next(ring);
    }

    @Test
    void aViewerBeginsAtTheTablesOrAtTheFirstKeyFrameBehindThem() {
        TsSegment whole = segmentOf(TsBuilder.segment(0, 1, 3));
        assertThat(whole.entry()).hasValueSatisfying(entry -> {
            assertThat(entry.offset()).isZero();
            assertThat(entry.tables()).isEmpty();
        });

        byte[] late = new TsBuilder(0)
                .tables()
                .picture(1)
                .payload(TsBuilder.AUDIO, 1)
                .tables()
                .keyFrame(2)
                .payload(TsBuilder.AUDIO, 2)
                .bytes();
        assertThat(segmentOf(late).entry()).hasValueSatisfying(entry -> {
            assertThat(entry.offset()).isEqualTo(6 * 188);
            assertThat(entry.tables()).isEqualTo(Arrays.copyOfRange(late, 4 * 188, 6 * 188));
        });

        assertThat(segmentOf(new TsBuilder(0).tables().picture(1).bytes()).entry())
                .isEmpty();
        assertThat(segmentOf(new TsBuilder(0).keyFrame(1).bytes()).entry()).isEmpty();
    }

    @Property
    void tablesThatAreBrokenAreNone(@ForAll byte[] noise) {
        byte[] packet = new TsBuilder(0).tables().bytes();
        System.arraycopy(noise, 0, packet, 4, Math.min(noise.length, 184));
        System.arraycopy(noise, 0, packet, 188 + 4, Math.min(noise.length, 184));
        assertThat(segmentOf(packet).length()).isEqualTo(2 * 188);
    }

    @Test
    void onlyWholePacketsAreATransportStream() {
        assertThat(TsPackets.areWhole(TsBuilder.segment(0, 1, 2))).isTrue();
        assertThat(TsPackets.areWhole(new byte[0])).isFalse();
        assertThat(TsPackets.areWhole(new byte[188])).isFalse();
        assertThat(TsPackets.areWhole(Arrays.copyOf(TsBuilder.segment(0, 1, 2), 200)))
                .isFalse();
    }

    private static TsSegment segmentOf(byte[] packets) {
        return new TsSegment(packets, new Continuity().follow(packets), false);
    }
}
