package dev.headwater.ingest.supervisor.children;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.FrameWriter;
import dev.headwater.ingest.frames.Job;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Starts children that do what the test tells them. */
public final class ScriptedLauncher implements ChildLauncher {
    public final List<Child> children = new CopyOnWriteArrayList<>();

    @Override
    public ChildProcess launch(Job job, Consumer<String> log) {
        Child child = new Child(job);
        children.add(child);
        return child;
    }

    /** Waits for the n-th child, counted from 0. */
    public Child child(int n) {
        Await.until("child " + n + " is started", () -> children.size() > n);
        return children.get(n);
    }

    /** Waits for a child with such a job: of children started by several channels at once the order is anybody's guess. */
    public Child child(String what, Predicate<Job> wanted) {
        Await.until("a child is started: " + what, () -> children.stream().anyMatch(c -> wanted.test(c.job)));
        return children.stream().filter(c -> wanted.test(c.job)).findFirst().orElseThrow();
    }

    public static final class Child implements ChildProcess {
        private static final byte[] END = {};
        private final BlockingQueue<byte[]> written = new LinkedBlockingQueue<>();
        private volatile boolean killed;
        private List<String> names = List.of();
        public final Job job;

        Child(Job job) {
            this.job = job;
        }

        public Child opens(String... renditions) {
            names = List.of(renditions);
            return says(new Frame.Opened(Stream.of(renditions)
                    .map(name -> new Rendition(name, "avc1.4d401f,mp4a.40.2", 640, 360, 25, 900_000, 800_000))
                    .toList()));
        }

        /** One segment of each rendition, 2 s and 1,000 bytes. */
        public Child makes(long index) {
            names.forEach(name -> makes(name, index));
            return this;
        }

        public Child makes(String rendition, long index) {
            return says(new Frame.Segment(rendition, index, 2000, new byte[1000]));
        }

        public Child fails(String text) {
            says(new Frame.Failure(text));
            return ends();
        }

        public Child says(Frame frame) {
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                new FrameWriter(bytes).write(frame);
                written.add(bytes.toByteArray());
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public Child ends() {
            written.add(END);
            return this;
        }

        public boolean isKilled() {
            return killed;
        }

        /** Whether the supervisor has read all that was said. */
        public boolean isRead() {
            return written.isEmpty();
        }

        @Override
        public void kill() {
            killed = true;
            ends();
        }

        @Override
        public InputStream frames() {
            return new InputStream() {
                private byte[] chunk = {0};
                private int at = 1;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    if (at == chunk.length && chunk.length > 0) {
                        try {
                            chunk = written.take();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                        at = 0;
                    }
                    int count = Math.min(length, chunk.length - at);
                    System.arraycopy(chunk, at, into, offset, count);
                    at += count;
                    return chunk.length == 0 ? -1 : count;
                }
            };
        }
    }
}
