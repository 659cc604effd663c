package dev.headwater.infra.observe;

import dev.headwater.infra.api.ApiStack;
import dev.headwater.infra.data.Tables;
import dev.headwater.infra.ingest.IngestStack;
import java.util.Optional;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** What wakes somebody: little, and each says what to do about it. */
final class Alarms extends Construct {
    /** A single bad minute wakes nobody. */
    private static final int MINUTES = 3;

    private static final double TEN_MINUTES = 600_000;

    private final Optional<ITopic> topic;

    Alarms(
            Construct scope,
            String id,
            Tables tables,
            ApiStack.Observed api,
            IngestStack.Observed ingest,
            Optional<ITopic> topic) {
        super(scope, id);
        this.topic = topic;
        above(
                "Playback",
                1,
                Measures.failing(api.play()),
                Runbook.VIEWERS_CAN_NOT_PLAY,
                "More than 1 % of playback fails");
        above(
                "Logins",
                1,
                Measures.refused(api),
                Runbook.APPS_CAN_NOT_LOG_IN,
                "More than 1 % of the API's answers are 5xx");
        above(
                "Throttled",
                10,
                Measures.throttled(api.functions()),
                Runbook.TOO_MUCH_AT_ONCE,
                "More calls come than functions may run at once");
        above("Tables", 100, Measures.refusedItems(tables), Runbook.TABLES_ARE_BUSY, "Tables refuse requests");
        // Measured when publish is called, which may be once in a quarter of an hour: one such measure is enough.
        wake(alarm(
                        "Lists",
                        Measures.unpublished(api.publish()),
                        Runbook.LISTS_ARE_OLD,
                        "A change waits for more than ten minutes to be published")
                .threshold(TEN_MINUTES)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .evaluationPeriods(1)
                .datapointsToAlarm(1)
                .build());
        // What the stream does not tell of: it was taken from it, and could not be published all the same.
        wake(alarm(
                        "Unpublished",
                        Measures.waitingToBePublished(),
                        Runbook.LISTS_ARE_OLD,
                        "Lists in use have not shown a change for more than ten minutes")
                .threshold(TEN_MINUTES / 1000)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .evaluationPeriods(1)
                .datapointsToAlarm(1)
                .build());
        above("Lost", 0, Measures.waiting(api.failed()), Runbook.EVENTS_WERE_LOST, "An event was tried in vain");
        none("Workers", Measures.tasks(ingest.workers()), Runbook.SOURCE_GONE, "No worker takes sources in");
        none("StreamHosts", Measures.healthy(ingest), Runbook.STREAM_HOSTS_ARE_GONE, "No stream host answers");
    }

    private void above(String id, double threshold, IMetric metric, Runbook runbook, String what) {
        wake(alarm(id, metric, runbook, what)
                .threshold(threshold)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build());
    }

    /** For a measure that is silent where there is nothing to count. */
    private void none(String id, IMetric metric, Runbook runbook, String what) {
        wake(alarm(id, metric, runbook, what)
                .threshold(1)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .treatMissingData(TreatMissingData.BREACHING)
                .build());
    }

    private Alarm.Builder alarm(String id, IMetric metric, Runbook runbook, String what) {
        return Alarm.Builder.create(this, id)
                .metric(metric)
                .alarmDescription(what + ". What to do: " + runbook.link())
                .evaluationPeriods(MINUTES)
                .datapointsToAlarm(MINUTES);
    }

    private void wake(Alarm alarm) {
        topic.ifPresent(to -> alarm.addAlarmAction(new SnsAction(to)));
    }
}
