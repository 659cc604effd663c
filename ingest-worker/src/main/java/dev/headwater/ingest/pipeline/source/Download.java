package dev.headwater.ingest.pipeline.source;

import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.FileVersion;
import dev.headwater.core.fetch.HttpBody;
import dev.headwater.core.fetch.HttpFetcher;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.fetch.HlsPlaylist;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a whole file from a server, through the address check: a film's index may lie at its end. Where the connection
 * breaks off it goes on behind what it has, unless the file is another by then: that is fetched from its beginning.
 */
public final class Download {
    private static final int ATTEMPTS = 5;
    private static final long MAX_BYTES = 200L << 30;
    private static final int MAX_CHANGES = 3;
    private static final int PEEKED = 4096;
    private static final int BUFFER = 256 * 1024;

    /** Between two looks at how much is free on the disk. */
    private static final long LOOK = 16 << 20;

    private final Source source;
    private final DownloadLimits limits;
    private final LongConsumer progress;
    private final long began = System.nanoTime();
    private final HttpFetcher fetcher;
    private long written;
    private long looked = -LOOK;
    private int failures;
    private int changes;
    private @Nullable FileVersion version;

    private Download(Source source, DownloadLimits limits, LongConsumer progress) throws FetchException {
        this.source = source;
        this.limits = limits;
        this.progress = progress;
        this.fetcher = new HttpFetcher(
                source.url(), new AddressGuard(InetAddress::getAllByName, source.allowsPrivate()), HttpLimits.DEFAULT);
    }

    /** Sees that there is something to fetch that may be a film; returns which state of it that is. */
    public static FileVersion look(Source source) throws IOException {
        Download download = new Download(source, DownloadLimits.DEFAULT, bytes -> {});
        try (HttpBody in = download.open()) {
            check(in.readNBytes(PEEKED));
            return in.version();
        }
    }

    /**
     * Fetches all of it.
     *
     * @param progress told the bytes that have come so far
     * @return which state of the file it is
     */
    public static FileVersion fetch(Source source, Path target, DownloadLimits limits, LongConsumer progress)
            throws IOException {
        Download download = new Download(source, limits, progress);
        try (FileChannel file = FileChannel.open(
                target, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            FileStore disk = Files.getFileStore(target);
            while (!download.goOn(file, disk)) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(download.failures));
            }
        } catch (FileSystemException e) {
            throw full(e);
        }
        return Objects.requireNonNull(download.version); // since all of it came
    }

    private HttpBody open() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        return version == null
                ? fetcher.get(source.url(), 0, -1, deadline)
                : fetcher.resume(source.url(), written, version, deadline);
    }

    /** Whether it is all there now. */
    private boolean goOn(FileChannel file, FileStore disk) throws IOException {
        try (HttpBody in = open()) {
            if (version != null && in.version().differsFrom(version)) {
                beginAnew(file);
            }
            if (in.start() != written) {
                version = null; // the rest of another file than the one whose beginning is here
                return false;
            }
            if (written == 0) {
                version = in.version();
            }
            copy(in, Channels.newOutputStream(file), disk);
            return true;
        } catch (FetchException e) {
            if (++failures >= ATTEMPTS || !e.mayPass()) {
                throw e;
            }
            return false;
        }
    }

    private void beginAnew(FileChannel file) throws IOException {
        if (++changes > MAX_CHANGES) {
            throw new PipelineException("the file on the server changes while it is fetched");
        }
        file.truncate(0);
        written = 0;
        looked = -LOOK;
    }

    private void copy(InputStream in, OutputStream out, FileStore disk) throws IOException {
        if (written == 0) {
            byte[] beginning = in.readNBytes(PEEKED);
            check(beginning);
            leaveRoom(disk);
            write(out, beginning, beginning.length);
        }
        byte[] chunk = new byte[BUFFER];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            leaveRoom(disk);
            write(out, chunk, count);
            failures = 0;
            progress.accept(written);
            hurry();
        }
    }

    /** A server that sends a byte now and then would hold up every title behind this one. */
    private void hurry() {
        Duration taken = Duration.ofNanos(System.nanoTime() - began);
        if (taken.compareTo(limits.longest()) > 0) {
            throw new PipelineException(
                    "it did not come within " + limits.longest().toHours() + " hours");
        }
        if (taken.compareTo(limits.grace()) > 0 && written < limits.leastRate() * taken.toSeconds()) {
            throw new PipelineException(
                    "it comes too slowly: " + written / Math.max(1, taken.toSeconds()) + " bytes a second");
        }
    }

    private void leaveRoom(FileStore disk) throws IOException {
        if (written - looked < LOOK) {
            return;
        }
        looked = written;
        if (disk.getUsableSpace() < limits.reserve() + LOOK) {
            throw new PipelineException("the disk is almost full: " + (limits.reserve() >> 20)
                    + " MiB of it are not for films that are fetched");
        }
    }

    private void write(OutputStream out, byte[] bytes, int count) throws IOException {
        if (written + count > MAX_BYTES) {
            throw new PipelineException("it is larger than " + (MAX_BYTES >> 30) + " GiB");
        }
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            throw full(e);
        }
        written += count;
    }

    private static PipelineException full(IOException e) {
        return new PipelineException("what comes can not be put on the disk: " + e.getMessage());
    }

    private static void check(byte[] beginning) {
        if (beginning.length == 0) {
            throw new PipelineException("nothing came from the source");
        }
        if (HlsPlaylist.isOne(beginning)) {
            throw new PipelineException("the source is a playlist: a film is made from a file");
        }
    }
}
