package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.fetch.AddressGuard;
import dev.headwater.ingest.fetch.HttpFetcher;
import dev.headwater.ingest.fetch.HttpLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.junit.jupiter.api.Test;

class GuardedOpenerTest {
    private static int open(GuardedOpener opener, String url) {
        try (PointerPointer<AVIOContext> pb = new PointerPointer<>(1);
                BytePointer text = new BytePointer(url)) {
            return opener.open(pb, text, null);
        }
    }

    @Test
    void noErrorReachesC() throws IOException {
        AddressGuard.Resolver outOfMemory = host -> {
            throw new OutOfMemoryError("of the test");
        };
        HttpFetcher fetcher =
                new HttpFetcher("http://a.example/", new AddressGuard(outOfMemory, false), HttpLimits.DEFAULT);
        try (JavaIo io = new JavaIo();
                GuardedOpener opener = new GuardedOpener(fetcher, io)) {
            assertThat(open(opener, "http://a.example/x")).isEqualTo(JavaIo.ERROR);
            assertThat(io.failure()).isEqualTo("the source can not be opened: OutOfMemoryError");
        }
    }

    @Test
    void noErrorOfAStreamReachesC() {
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] into, int offset, int length) {
                throw new OutOfMemoryError("of the test");
            }
        };
        try (JavaIo io = new JavaIo();
                BytePointer into = new BytePointer(10)) {
            AVIOContext context = io.open(broken);
            assertThat(io.read(context.opaque().address(), into, 10)).isEqualTo(JavaIo.ERROR);
            assertThat(io.failure()).isEqualTo("the source can not be read: OutOfMemoryError");
        }
    }
}
