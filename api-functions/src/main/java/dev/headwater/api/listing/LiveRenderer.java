package dev.headwater.api.listing;

import dev.headwater.core.account.Bouquets;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.ContentKind;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Renders every live listing of a bouquet set. The one place that reads the whole catalogue. */
final class LiveRenderer {
    private final Channels channels;
    private final Categories categories;
    private final Bouquets bouquets;
    private final ObjectMapper json;

    LiveRenderer(Channels channels, Categories categories, Bouquets bouquets, ObjectMapper json) {
        this.channels = channels;
        this.categories = categories;
        this.bouquets = bouquets;
        this.json = json;
    }

    Map<Document, byte[]> render(BouquetSet set) {
        List<Channel> visible = channels.list().stream()
                .filter(Channel::enabled)
                .filter(channel -> bouquets.anyHolds(set.names(), channel))
                .toList();
        Map<Integer, List<Channel>> byCategory = visible.stream()
                .collect(Collectors.groupingBy(Channel::category, LinkedHashMap::new, Collectors.toList()));
        // A category without a visible channel is noise in every app.
        List<Category> used = categories.list(ContentKind.LIVE).stream()
                .filter(category -> byCategory.containsKey(category.id()))
                .toList();
        Map<Integer, String> names = used.stream().collect(Collectors.toMap(Category::id, Category::name));

        Map<Document, byte[]> documents = new LinkedHashMap<>();
        documents.put(
                Document.CATEGORIES,
                json(used.stream()
                        .map(c -> new CategoryRow(Integer.toString(c.id()), c.name(), 0))
                        .toList()));
        documents.put(Document.STREAMS, json(rows(visible)));
        byCategory.forEach((id, members) -> documents.put(Document.streams(OptionalInt.of(id)), json(rows(members))));
        documents.put(Document.M3U, utf8(M3uTemplate.render(visible, names, false)));
        documents.put(Document.M3U_PLUS, utf8(M3uTemplate.render(visible, names, true)));
        return documents;
    }

    private static List<LiveStreamRow> rows(List<Channel> channels) {
        List<LiveStreamRow> rows = new ArrayList<>(channels.size());
        for (Channel channel : channels) {
            rows.add(LiveStreamRow.of(rows.size() + 1, channel));
        }
        return rows;
    }

    private byte[] json(List<?> rows) {
        try {
            return json.writeValueAsBytes(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
