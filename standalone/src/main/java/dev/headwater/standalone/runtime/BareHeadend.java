package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.line.LineSettings;
import dev.headwater.api.admin.line.LineView;
import dev.headwater.api.runtime.Administration;
import dev.headwater.api.runtime.OperationGroups;
import dev.headwater.api.runtime.Services;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Tables;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * API and edges as {@code up} composes them, over a folder of their own, without a worker and without a way for commands:
 * what benchmarks measure. Fill it first, then let it serve.
 */
public final class BareHeadend implements AutoCloseable {
    private final OpenFolder open;
    private final Path data;
    private @Nullable Edges edges;
    private @Nullable Watch watch;
    private @Nullable ApiServer api;

    private BareHeadend(OpenFolder open, Path data) {
        this.open = open;
        this.data = data;
    }

    /** Opens the folder, its stores seen through these. */
    public static BareHeadend open(Path data, UnaryOperator<Tables> tables, UnaryOperator<ObjectStore> objects) {
        return new BareHeadend(OpenFolder.open(data, tables, objects), data);
    }

    /** Adds a channel that no worker will make. */
    public int addChannel(String name) {
        Services services = open.services();
        int id = services.contentIds().next();
        int category = services.categories().named(ContentKind.LIVE, "Bench").id();
        services.channels()
                .save(Channel.of(
                        id,
                        Listed.plain(name, category, services.clock().instant()),
                        List.of(new Source("testcard:")),
                        Ladder.TINY.name()));
        return id;
    }

    /** Adds a line that sees everything; its password is in what is returned. */
    public LineView addLine(String name, int connections) {
        return new OperationGroups(open.services())
                .lines(PublicAddress.DEFAULT::url)
                .add(LineSettings.of(name).withConnections(connections));
    }

    /** A ticket as an entry would mint it. */
    public String ticket(int line, int channel) {
        return open.services().tickets().mint(line, channel);
    }

    /** The stores, for what is written past the rules. */
    public Tables tables() {
        return open.services().tables();
    }

    public LiveWindows windows() {
        return open.services().windows();
    }

    public ObjectStore objects() {
        return open.services().objects();
    }

    /** Listens on loopback, on free ports; returns the API's. */
    public int serve(int edgeCount) {
        UpOptions options = UpOptions.local(
                data, InetAddress.getLoopbackAddress(), 0, Collections.nCopies(edgeCount, 0), false, Front.DIRECT);
        edges = Edges.start(open.services(), open.process(), options);
        watch = Watch.start(open.services(), open.process(), true);
        api = ApiServer.start(
                open.services(),
                Administration.of(open.services(), open.alone()).operations(),
                watch,
                options,
                true);
        return api.port();
    }

    @Override
    public void close() {
        if (api != null) {
            api.close();
        }
        if (watch != null) {
            watch.close();
        }
        if (edges != null) {
            edges.close();
        }
        open.close();
    }
}
