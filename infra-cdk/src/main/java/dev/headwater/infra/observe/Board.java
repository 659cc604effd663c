package dev.headwater.infra.observe;

import dev.headwater.infra.api.ApiStack;
import dev.headwater.infra.data.Tables;
import dev.headwater.infra.ingest.IngestStack;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;

/** One page from viewers down to sources. */
final class Board extends Construct {
    private static final int HALF = 12;

    Board(Construct scope, String id, Tables tables, ApiStack.Observed api, IngestStack.Observed ingest) {
        super(scope, id);
        Dashboard.Builder.create(this, "Dashboard")
                .widgets(List.of(
                        row(
                                graph("Failing, in percent", Measures.failing(api.play()), Measures.refused(api)),
                                graph("Calls", Measures.calls(api.functions()))),
                        row(
                                graph(
                                        "Slowest hundredth, in ms",
                                        api.functions().stream()
                                                .map(Measures::slowest)
                                                .toArray(IMetric[]::new)),
                                graph("Refused", Measures.throttled(api.functions()), Measures.refusedItems(tables))),
                        row(
                                graph(
                                        "Oldest change not taken, in ms, and not published, in s",
                                        Measures.unpublished(api.publish()),
                                        Measures.waitingToBePublished()),
                                graph("Tried in vain", Measures.waiting(api.failed()))),
                        row(
                                graph(
                                        "Workers and stream hosts",
                                        Measures.tasks(ingest.workers()),
                                        Measures.tasks(ingest.streamHosts()),
                                        Measures.healthy(ingest)),
                                graph(
                                        "Their CPU, in percent",
                                        Measures.busy(ingest.workers()),
                                        Measures.busy(ingest.streamHosts())))))
                .build();
    }

    private static List<IWidget> row(IWidget left, IWidget right) {
        return List.of(left, right);
    }

    private static IWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(HALF)
                .left(List.of(metrics))
                .build();
    }
}
