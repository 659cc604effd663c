package dev.headwater.standalone.operations;

import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Content;
import java.util.List;
import java.util.Set;

/** {@code bouquet add | list}. */
public final class BouquetOperations {
    private final Bouquets bouquets;
    private final Channels channels;
    private final Runnable changed;

    /** @param changed called after the catalogue changed */
    public BouquetOperations(Bouquets bouquets, Channels channels, Runnable changed) {
        this.bouquets = bouquets;
        this.channels = channels;
        this.changed = changed;
    }

    /** A bouquet to add, or to add channels to. */
    public record Add(String name, List<Integer> channels) {}

    /** A bouquet as commands show it; its channels are empty where it holds everything. */
    record View(String name, boolean everything, Set<Integer> channels) {
        static View of(Bouquet bouquet) {
            return new View(bouquet.name(), bouquet.everything(), bouquet.content());
        }
    }

    void register(Operations operations) {
        operations.add("bouquet.add", Add.class, this::add);
        operations.add(
                "bouquet.list",
                Operations.None.class,
                none -> bouquets.list().stream().map(View::of).toList());
    }

    private View add(Add add) {
        List<Content> held = add.channels().stream().<Content>map(this::find).toList();
        Bouquet bouquet = bouquets.add(add.name(), held);
        changed.run();
        return View.of(bouquet);
    }

    private Channel find(int id) {
        return channels.find(id).orElseThrow(() -> new OperationException("there is no channel " + id));
    }
}
