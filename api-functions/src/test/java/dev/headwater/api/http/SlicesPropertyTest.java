package dev.headwater.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.Blob.FileSlice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Bytes arrive whole and once, however they are asked for. */
class SlicesPropertyTest {
    @Property(tries = 100)
    void allBytesComeInTurnAndThenTheEnd(
            @ForAll @IntRange(max = 5 * Slices.LENGTH) int length,
            @ForAll @IntRange(min = 1, max = 4) int ahead,
            @ForAll Random random)
            throws IOException {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        Path path = Files.createTempFile("slices", null);
        Files.write(path, bytes);
        int from = length / 3;
        Taker taker = new Taker(ahead);
        FileBody body = FileBody.of(new FileSlice(path, from, length - from)).orElseThrow();
        new Slices(body).subscribe(taker);
        assertThat(taker.taken.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, from, length));
        assertThat(taker.ends).isOne();
        assertThat(body.file().isOpen()).isFalse();
        Files.delete(path);
    }

    /** Asks for more while it is given something. */
    private static final class Taker implements Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final int ahead;
        private @Nullable Subscription subscription;
        private int ends;

        Taker(int ahead) {
            this.ahead = ahead;
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            given.request(ahead);
        }

        @Override
        public void onNext(ByteBuffer slice) {
            assertThat(slice.remaining()).isBetween(1, Slices.LENGTH);
            byte[] bytes = new byte[slice.remaining()];
            slice.get(bytes);
            taken.writeBytes(bytes);
            Subscription more = subscription;
            if (more != null) {
                more.request(1);
            }
        }

        @Override
        public void onError(Throwable e) {
            throw new AssertionError(e);
        }

        @Override
        public void onComplete() {
            ends++;
        }
    }
}
