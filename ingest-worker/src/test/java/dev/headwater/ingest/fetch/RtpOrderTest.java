package dev.headwater.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RtpOrderTest {
    private long now;
    private final RtpOrder order = new RtpOrder(() -> now);

    private static byte[] packet(int sequence) {
        return ByteBuffer.allocate(16)
                .put((byte) 0x80)
                .put((byte) 33)
                .putShort((short) sequence)
                .putLong(0)
                .putInt(sequence)
                .array();
    }

    private List<Integer> put(int... sequences) {
        List<Integer> taken = new ArrayList<>();
        for (int sequence : sequences) {
            order.put(packet(sequence), 16);
            for (Optional<byte[]> next = order.take(); next.isPresent(); next = order.take()) {
                taken.add(ByteBuffer.wrap(next.get()).getInt());
            }
        }
        return taken;
    }

    @Test
    void whatOvertookWaits() {
        assertThat(put(10, 12, 11, 13)).containsExactly(10, 11, 12, 13);
    }

    @Test
    void whatComesTwiceOrTooLateIsDropped() {
        assertThat(put(10, 11, 11, 10, 12)).containsExactly(10, 11, 12);
    }

    @Test
    void whatIsLostIsNotWaitedForLong() {
        int[] without = IntStream.rangeClosed(100, 200).filter(n -> n != 110).toArray();
        assertThat(put(without))
                .containsExactlyElementsOf(IntStream.of(without).boxed().toList());
    }

    @Test
    void aLargeHoleLosesNothingElse() {
        assertThat(put(1, 3, 500, 501)).containsExactly(1, 3, 500, 501);
    }

    @Test
    void countingGoesRoundTheEnd() {
        assertThat(put(65_534, 0, 65_535, 1)).containsExactly(65_534, 65_535, 0, 1);
    }

    @Test
    void aSenderThatBeginsAnewIsFollowed() {
        assertThat(put(40_000, 40_002, 7, 8, 9)).containsExactly(40_000, 40_002, 7, 8, 9);
    }

    @Test
    void whateverComesWhatLeavesGrows() {
        Random random = new Random(5);
        List<Integer> shuffled = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            shuffled.add(Math.max(0, shuffled.size() - random.nextInt(3)), i);
        }
        List<Integer> taken = put(shuffled.stream().mapToInt(Integer::intValue).toArray());
        assertThat(taken).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(2990);
    }

    private List<Integer> putFrom(int sender, int... sequences) {
        List<Integer> taken = new ArrayList<>();
        for (int sequence : sequences) {
            byte[] packet = packet(sequence);
            ByteBuffer.wrap(packet).putInt(8, sender);
            order.put(packet, 16);
            for (Optional<byte[]> next = order.take(); next.isPresent(); next = order.take()) {
                taken.add(ByteBuffer.wrap(next.get()).getInt());
            }
        }
        return taken;
    }

    @Test
    void aSecondSenderIsNotHeardUntilTheFirstIsSilent() {
        assertThat(putFrom(1, 10, 11)).containsExactly(10, 11);
        assertThat(putFrom(2, 12, 900)).isEmpty();
        now += TimeUnit.MILLISECONDS.toNanos(400);
        assertThat(putFrom(1, 12, 14)).containsExactly(12);
        now += TimeUnit.MILLISECONDS.toNanos(600);
        assertThat(putFrom(2, 901, 902)).containsExactly(14, 901, 902);
    }

    @Test
    void reportsOnTheSamePortAreNoMedia() {
        byte[] report = packet(12);
        report[1] = (byte) 200;
        assertThat(put(10, 11)).containsExactly(10, 11);
        order.put(report, 16);
        assertThat(order.take()).isEmpty();
        assertThat(put(12)).containsExactly(12);
    }

    @Test
    void headersOfEveryShapeAreTakenOff() {
        byte[] bytes = ByteBuffer.allocate(12 + 4 + 8 + 4 + 2)
                .put((byte) 0xb1) // padding, extension, one contributing source
                .put((byte) 33)
                .putShort((short) 9)
                .putLong(0)
                .putInt(0)
                .putShort((short) 0)
                .putShort((short) 1)
                .putInt(0)
                .putInt(77)
                .put((byte) 0)
                .put((byte) 2)
                .array();
        order.put(bytes, bytes.length);
        assertThat(order.take())
                .hasValueSatisfying(payload -> assertThat(payload).containsExactly(0, 0, 0, 77));
    }

    @Test
    void noiseIsLeftOut() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            order.put(noise, noise.length);
            var _ = order.take();
        }
        order.put(new byte[0], 0);
        assertThat(order.take()).isEmpty();
    }
}
