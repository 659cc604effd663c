package dev.headwater.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Amf0Test {
    private static final byte[] CONNECT = Amf0.write("connect", 1, Map.of("app", "live", "more", Map.of("x", 2)), null);

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        assertThat(Amf0.read(CONNECT))
                .containsExactly("connect", 1.0, Map.of("app", "live", "more", Map.of("x", 2.0)), null);
    }

    @Test
    void anObjectThatBreaksOffBehindAnEmptyNameIsNoFault() {
        assertThatThrownBy(() -> Amf0.read(new byte[] {3, 0, 0}))
                .isInstanceOf(IOException.class)
                .hasMessage("a command breaks off");
    }

    @Test
    void whereverItBreaksOffThatIsToldAsAnIoException() {
        for (int length = 1; length < CONNECT.length; length++) {
            assertIsReadOrRefused(Arrays.copyOf(CONNECT, length));
        }
    }

    @Test
    void noiseIsReadOrRefused() {
        Random random = new Random(4);
        for (int i = 0; i < 100_000; i++) {
            byte[] noise = random.nextBoolean() ? CONNECT.clone() : new byte[random.nextInt(40)];
            for (int changed = random.nextInt(4) + (noise.length < 41 ? noise.length : 0); changed > 0; changed--) {
                if (noise.length > 0) {
                    noise[random.nextInt(noise.length)] =
                            (byte) (random.nextBoolean() ? random.nextInt(13) : random.nextInt());
                }
            }
            assertIsReadOrRefused(noise);
        }
    }

    private static void assertIsReadOrRefused(byte[] command) {
        try {
            assertThat(Amf0.read(command)).isNotNull();
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("a command");
            assertThat(e.getMessage()).isNotEqualTo("a command can not be read"); // a fault of ours
        }
    }
}
