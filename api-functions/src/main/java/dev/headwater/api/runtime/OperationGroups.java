package dev.headwater.api.runtime;

import dev.headwater.api.admin.catalog.ChannelMaking;
import dev.headwater.api.admin.catalog.ChannelOperations;
import dev.headwater.api.admin.catalog.MovieOperations;
import dev.headwater.api.admin.catalog.SeriesOperations;
import dev.headwater.api.admin.catalog.TitleCheck;
import dev.headwater.api.admin.line.LineOperations;
import dev.headwater.api.listing.Scope;
import dev.headwater.core.hls.Heartbeats;
import dev.headwater.core.hls.ReservedChannels;
import dev.headwater.core.playback.PublicUrl;
import java.util.function.Supplier;

/** Groups of operations that are also asked for past the gate: by what makes a demo, and by benchmarks. */
public record OperationGroups(Services services) {
    public LineOperations lines(Supplier<PublicUrl> address) {
        return new LineOperations(
                services.lines(),
                services.passwords(),
                services.bouquets(),
                services.lineIds(),
                services.clock(),
                () -> address.get().base(),
                services.people().credits(),
                services.lineGeneration()::elsewhere);
    }

    /** @param changed called after a channel was written, as in the others */
    public ChannelOperations channels(boolean workerRuns, Runnable changed) {
        return new ChannelOperations(
                services.channels(),
                services.categories(),
                services.contentIds(),
                new ChannelMaking(
                        services.windows(),
                        new Heartbeats(services.tables().sessions(), services.clock()),
                        new ReservedChannels(services.tables().sessions(), services.clock()),
                        workerRuns),
                services.clock(),
                changed,
                () -> services.publishRequests().elsewhere(Scope.LIVE),
                services.takedowns()::streams);
    }

    public MovieOperations movies(boolean workerRuns, TitleCheck check, Runnable changed) {
        return new MovieOperations(
                services.catalog().movies(),
                services.categories(),
                services.contentIds(),
                services.assets(),
                services.clock(),
                workerRuns,
                check,
                changed,
                () -> services.publishRequests().elsewhere(Scope.MOVIE));
    }

    public SeriesOperations series(boolean workerRuns, TitleCheck check, Runnable changed) {
        return new SeriesOperations(
                services.catalog().series(),
                services.categories(),
                services.seriesIds(),
                services.contentIds(),
                services.assets(),
                services.clock(),
                workerRuns,
                check,
                changed,
                () -> services.publishRequests().elsewhere(Scope.SERIES));
    }
}
