package dev.headwater.ingest.pipeline.av;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;

class JavaIoTest {
    /** Nobody sends, and then somebody does: FFmpeg asks again after a failure, and would begin in the middle. */
    private static final class Late extends InputStream {
        private boolean failed;

        @Override
        public int read() throws IOException {
            if (!failed) {
                failed = true;
                throw new IOException("nothing has come");
            }
            return 7;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            into[from] = (byte) read();
            return 1;
        }
    }

    @Test
    void whatHasFailedOnceStaysFailed() {
        try (JavaIo io = new JavaIo();
                BytePointer into = new BytePointer(10)) {
            io.open(new Late());
            assertThat(io.read(1, into, 10)).isEqualTo(JavaIo.ERROR);
            assertThat(io.read(1, into, 10)).isEqualTo(JavaIo.ERROR);
            assertThat(io.failure()).isEqualTo("nothing has come");
            io.open(new Late());
            assertThat(io.read(2, into, 10)).as("another").isEqualTo(JavaIo.ERROR);
        }
    }

    @Test
    void whatIsReadComesAsItIs() {
        try (JavaIo io = new JavaIo();
                BytePointer into = new BytePointer(10)) {
            io.open(InputStream.nullInputStream());
            assertThat(io.read(1, into, 10)).isNegative().isNotEqualTo(JavaIo.ERROR);
            assertThat(io.failure()).isNull();
        }
    }
}
