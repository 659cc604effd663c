package dev.headwater.core.vod.text;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectReader;
import dev.headwater.core.store.StoreException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object as a file that is read forwards: what is skipped is read over where that is quicker than asking anew. */
final class FileBytes implements AutoCloseable {
    private static final long READ_OVER = 1 << 20;
    private static final int BUFFER = 256 << 10;

    private final ObjectReader files;
    private final String key;
    private final InstantSource clock;
    private final Instant until;

    private long length;
    private long position;
    private @Nullable Blob blob;
    private InputStream in = InputStream.nullInputStream();

    private FileBytes(ObjectReader files, String key, InstantSource clock, Instant until) {
        this.files = files;
        this.key = key;
        this.clock = clock;
        this.until = until;
    }

    /**
     * A file; of one that is not there nothing.
     *
     * @param until when no more is read
     */
    static FileBytes open(ObjectReader files, String key, InstantSource clock, Instant until) {
        FileBytes file = new FileBytes(files, key, clock, until);
        file.ask();
        return file;
    }

    private void ask() {
        close();
        Optional<Blob> found = files.get(key, position == 0 ? ByteRange.ALL : new ByteRange(position, Long.MAX_VALUE));
        if (found.isPresent()) {
            blob = found.get();
            length = blob.totalLength();
            in = new BufferedInputStream(blob.body(), BUFFER);
        } else {
            length = position;
        }
    }

    long length() {
        return length;
    }

    long position() {
        return position;
    }

    /** @throws BrokenFile where it has ended, or takes too long */
    byte[] read(int wanted) throws BrokenFile {
        require(position + wanted);
        try {
            byte[] bytes = in.readNBytes(wanted);
            if (bytes.length < wanted) {
                throw new StoreException("the file " + key + " broke off");
            }
            position += wanted;
            return bytes;
        } catch (IOException e) {
            throw new StoreException("the file " + key + " broke off", e);
        }
    }

    int next() throws BrokenFile {
        return read(1)[0] & 0xff;
    }

    /** Goes to a place in it, or to its end. */
    void seek(long place) throws BrokenFile {
        require(place);
        long distance = place - position;
        position = place;
        if (distance < 0 || distance > READ_OVER) {
            if (place < length) {
                ask();
            }
            return;
        }
        try {
            in.skipNBytes(distance);
        } catch (IOException e) {
            throw new StoreException("the file " + key + " broke off", e);
        }
    }

    private void require(long end) throws BrokenFile {
        if (end < 0 || end > length) {
            throw new BrokenFile("it ends before what it says is in it");
        }
        if (clock.instant().isAfter(until)) {
            throw new BrokenFile("they are not read within " + FilmTexts.PATIENCE.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        if (blob != null) {
            blob.close();
            blob = null;
        }
    }
}
