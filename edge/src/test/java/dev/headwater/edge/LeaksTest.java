package dev.headwater.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guards the guard: where the detector is set up too late, it finds nothing, and every test is content. */
class LeaksTest {
    @AfterEach
    void forget() {
        Leaks.found().clear();
    }

    @Test
    void findsWhatIsDropped() {
        Leaks.watch();
        drop();
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (Leaks.found().isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static void drop() {
        ByteBufAllocator.DEFAULT.heapBuffer(100).writeInt(1);
    }
}
