package dev.headwater.aws.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.Body;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflatedTest {
    /** DynamoDB's limit, less the longest key and everything else an item has. */
    private static final int ROOM = 400 * 1024 - 2 * 1024 - 200;

    @Test
    void whatFitsOneWriteUnitStaysReadable() {
        assertThat(Deflated.orNull("x".repeat(1024))).isNull();
        assertThat(Deflated.orNull("é".repeat(512))).isNull();
        assertThat(Deflated.orNull("é".repeat(513))).isNotNull().hasSizeLessThan(50);
    }

    /** The hardest there is: code points of each length drawn so that bytes are as even as UTF-8 lets them be. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.45, 0.7, 1})
    void everyBodyFits(double ascii) {
        RandomGenerator random = new Random(7);
        StringBuilder json = new StringBuilder("{\"a\":\"");
        int bytes = json.length() + 2;
        while (true) {
            int next = random.nextDouble() < ascii ? ascii(random) : longer(random);
            int length = Character.toString(next).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > Body.MAX_BYTES) {
                break;
            }
            bytes += length;
            json.appendCodePoint(next);
        }
        String text = json.append("\"}").toString();
        byte[] deflated = Deflated.orNull(text);
        assertThat(deflated).isNotNull().hasSizeLessThan(ROOM);
        assertThat(Deflated.text(deflated)).isEqualTo(text);
    }

    @Test
    void whatIsNotOursIsRefused() {
        assertThatThrownBy(() -> Deflated.text(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
        byte[] bomb = Deflated.orNull("x".repeat(Body.MAX_BYTES + 1));
        assertThatThrownBy(() -> Deflated.text(bomb)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int ascii(RandomGenerator random) {
        int next = random.nextInt(0x20, 0x7f);
        return next == '"' || next == '\\' ? 'x' : next;
    }

    private static int longer(RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(0x80, 0x800);
            case 1 -> random.nextInt(0x800, 0xd800);
            default -> random.nextInt(0x10000, 0x110000);
        };
    }
}
