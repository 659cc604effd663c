package dev.headwater.infra.observe;

import dev.headwater.infra.api.ApiStack;
import dev.headwater.infra.data.Tables;
import dev.headwater.infra.ingest.IngestStack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sqs.IQueue;

/** What is measured, each minute: alarms and dashboard show the same. */
final class Measures {
    private static final Duration MINUTE = Duration.minutes(1);
    private static final MetricOptions SUM = by("Sum");

    private Measures() {}

    /** In percent of its calls. */
    static IMetric failing(IFunction function) {
        return percent("failing", function.metricErrors(SUM), function.metricInvocations(SUM));
    }

    /** In percent of the API's answers. */
    static IMetric refused(ApiStack.Observed api) {
        return percent("broken", api.api().metricServerError(SUM), api.api().metricCount(SUM));
    }

    static IMetric throttled(Collection<IFunction> functions) {
        return sum(
                "throttled", functions.stream().map(f -> f.metricThrottles(SUM)).toList());
    }

    static IMetric calls(Collection<IFunction> functions) {
        return sum(
                "calls", functions.stream().map(f -> f.metricInvocations(SUM)).toList());
    }

    static IMetric slowest(IFunction function) {
        return function.metricDuration(by("p99"));
    }

    /** Requests the tables refused. */
    static IMetric refusedItems(Tables tables) {
        return sum(
                "refused",
                tables.all().stream()
                        .flatMap(table -> Stream.of("ReadThrottleEvents", "WriteThrottleEvents")
                                .map(name -> table.metric(name, SUM)))
                        .toList());
    }

    /** In milliseconds: how long the oldest change waits for being published. */
    static IMetric unpublished(IFunction publish) {
        return publish.metric("IteratorAge", by("Maximum"));
    }

    /** In seconds: how long the oldest change waits that lists in use do not show, as publish says after each call. */
    static IMetric waitingToBePublished() {
        return Metric.Builder.create()
                .namespace("Headwater")
                .metricName("headwater_publish_lag_seconds")
                .statistic("Maximum")
                .period(MINUTE)
                .build();
    }

    static IMetric waiting(Collection<IQueue> queues) {
        return sum(
                "waiting",
                queues.stream()
                        .map(queue -> queue.metricApproximateNumberOfMessagesVisible(by("Maximum")))
                        .toList());
    }

    /** Each task tells its CPU once a minute, and is counted by that. */
    static IMetric tasks(FargateService service) {
        return service.metricCpuUtilization(by("SampleCount"));
    }

    static IMetric busy(FargateService service) {
        return service.metricCpuUtilization(by("Average"));
    }

    static IMetric healthy(IngestStack.Observed ingest) {
        return ingest.streamTargets().getMetrics().healthyHostCount(by("Minimum"));
    }

    private static MetricOptions by(String statistic) {
        return MetricOptions.builder().statistic(statistic).period(MINUTE).build();
    }

    /** @param label begins the ids of the metrics, which have to differ within a graph */
    private static IMetric sum(String label, List<? extends IMetric> metrics) {
        Map<String, IMetric> named = new TreeMap<>();
        List<String> terms = new ArrayList<>();
        for (IMetric metric : metrics) {
            String name = label + named.size();
            named.put(name, metric);
            terms.add("FILL(" + name + ",0)");
        }
        return expression(label, String.join("+", terms), named);
    }

    private static IMetric percent(String label, IMetric part, IMetric whole) {
        return expression(
                label,
                "100*%s_part/%s_whole".formatted(label, label),
                Map.of(label + "_part", part, label + "_whole", whole));
    }

    private static IMetric expression(String label, String expression, Map<String, IMetric> metrics) {
        return MathExpression.Builder.create()
                .label(label)
                .expression(expression)
                .usingMetrics(metrics)
                .period(MINUTE)
                .build();
    }
}
