package dev.headwater.api.imports;

import dev.headwater.core.importing.Imported;
import dev.headwater.core.importing.ImportedChannel;
import dev.headwater.core.importing.ImportedEpisode;
import dev.headwater.core.importing.ImportedListing;
import dev.headwater.core.importing.ImportedMovie;
import dev.headwater.core.importing.ImportedSeries;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** 64 bits of SHA-256 of a thing's key, and of all that is taken over of it. For one thread. */
final class Prints {
    /** To be raised when the same input is stored in another way: everything is then written anew. */
    private static final String FORM = "1";

    static final char CHANNEL = 'c';
    static final char MOVIE = 'm';
    static final char SERIES = 's';
    static final char EPISODE = 'e';

    private final MessageDigest digest;
    private final StringBuilder text = new StringBuilder(1024);

    Prints() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static char type(Imported one) {
        return switch (one) {
            case ImportedChannel channel -> CHANNEL;
            case ImportedMovie movie -> MOVIE;
            case ImportedSeries series -> SERIES;
            case ImportedEpisode episode -> EPISODE;
        };
    }

    static int position(Imported one) {
        return one instanceof ImportedChannel channel ? channel.position() : 0;
    }

    long key(char type, String key) {
        text.setLength(0);
        text.append(type).append(key);
        return hash();
    }

    /** Never 0. Of a channel without its place. */
    long content(Imported one) {
        text.setLength(0);
        add(FORM);
        switch (one) {
            case ImportedChannel c -> {
                add(c.listing());
                add(c.guideId());
                add(c.archiveDays());
                add(c.radio());
                add(c.source().url());
            }
            case ImportedMovie m -> {
                add(m.listing());
                add(m.details());
                add(m.source().url());
            }
            case ImportedSeries s -> {
                add(s.listing());
                add(s.details());
                add(s.seasons());
            }
            case ImportedEpisode e -> {
                add(e.series());
                add(e.season());
                add(e.number());
                add(e.name());
                add(e.image());
                add(e.details());
                add(e.source().url());
            }
        }
        long hash = hash();
        return hash == 0 ? 1 : hash;
    }

    private void add(ImportedListing listing) {
        add(listing.name());
        add(listing.category().name());
        add(listing.image());
        add(listing.adult());
    }

    private void add(@Nullable Object field) {
        text.append(field).append('\0');
    }

    private long hash() {
        return ByteBuffer.wrap(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
