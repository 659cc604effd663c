package dev.headwater.api.listing;

import dev.headwater.core.account.Line;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** The lists a line may see, as they stand ready. */
public final class Listings {
    private static final byte[] EMPTY_LIST = "[]".getBytes(StandardCharsets.UTF_8);
    /** A document may be replaced between finding its key and reading it: then the new one is there. */
    private static final int MAX_ATTEMPTS = 3;

    private final PublishedSets sets;
    private final ListingObjects objects;
    private final Function<BouquetSet, Published> publish;

    Listings(PublishedSets sets, ListingObjects objects, Function<BouquetSet, Published> publish) {
        this.sets = sets;
        this.objects = objects;
        this.publish = publish;
    }

    /**
     * A list ready to be sent.
     *
     * @param etag strong, quotes included; of this encoding
     */
    public record Prepared(byte[] bytes, boolean gzip, String etag) {}

    public Prepared liveCategories(Line line, boolean gzip) {
        return list(line, Document.CATEGORIES, gzip);
    }

    /** @param category only channels of it; empty: all */
    public Prepared liveStreams(Line line, OptionalInt category, boolean gzip) {
        return list(line, Document.streams(category), gzip);
    }

    /**
     * The M3U playlist of a line, its URLs ready to be opened.
     *
     * @param publicBase scheme, host and port as the line reaches us
     * @param password as the line sent it
     */
    public String m3u(Line line, boolean plus, String publicBase, String password) {
        byte[] template = read(line, plus ? Document.M3U_PLUS : Document.M3U, false)
                .map(Prepared::bytes)
                .orElseThrow(() -> new IllegalStateException("every set has an M3U template"));
        return M3uTemplate.fill(new String(template, StandardCharsets.UTF_8), publicBase, line.name(), password);
    }

    private Prepared list(Line line, Document document, boolean gzip) {
        return read(line, document, gzip).orElseGet(() -> new Prepared(EMPTY_LIST, false, "\"empty\""));
    }

    /** Empty where the set has no such document: a category nothing stands in. */
    private Optional<Prepared> read(Line line, Document document, boolean gzip) {
        BouquetSet set = BouquetSet.of(line.bouquets());
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Published published = sets.find(set).orElseGet(() -> publish.apply(set));
            String key = published.documents().get(document.name());
            if (key == null) {
                return Optional.empty();
            }
            Optional<byte[]> bytes = objects.get(key, gzip);
            if (bytes.isPresent()) {
                return Optional.of(new Prepared(bytes.get(), gzip, etag(key, gzip)));
            }
            sets.forget(set);
        }
        throw new IllegalStateException("listing " + document.name() + " is named but not there");
    }

    private static String etag(String key, boolean gzip) {
        String content = key.split("/", -1)[3];
        return "\"" + content + (gzip ? "-gz" : "") + "\"";
    }
}
