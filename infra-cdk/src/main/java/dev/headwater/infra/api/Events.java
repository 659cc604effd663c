package dev.headwater.infra.api;

import dev.headwater.aws.CloudResources;
import dev.headwater.aws.Waking;
import dev.headwater.infra.data.Tables;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.events.targets.LambdaFunctionProps;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.lambda.EventInvokeConfig;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.FilterRule;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.lambda.eventsources.DynamoEventSource;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** What wakes the functions that work. An event only says "look": whoever misses one is woken by the clock. */
final class Events extends Construct {
    private static final int AT_ONCE = 10;
    private static final int ATTEMPTS = 5;

    private final WorkQueue uploads;
    private final Queue unheard;

    Events(Construct scope, String id, WorkFunctions functions, Tables tables, IBucket uploadsBucket, String queueArn) {
        super(scope, id);
        this.uploads = new WorkQueue(this, "Films", Waking.FILMS_HIDDEN);
        this.unheard = WorkQueue.ofFailed(this, "Unheard");
        // Kept until it is published: how old it is by then is what an alarm looks at.
        functions
                .publish()
                .function()
                .addEventSource(noted(tables.catalog(), FilterRule.beginsWith("PUBLISH#"))
                        .maxRecordAge(Duration.hours(1))
                        .build());
        functions
                .imports()
                .function()
                .addEventSource(noted(tables.catalog(), FilterRule.isEqual("ERRANDS"))
                        .retryAttempts(ATTEMPTS)
                        .maxRecordAge(Duration.minutes(10))
                        .build());
        films(functions.transcode().function(), uploadsBucket, queueArn);
        imports(functions.imports().function());
        onceEachMinute("PublishAttempts", functions.publish().function());
        onceEachMinute("TranscodeAttempts", functions.transcode().function());
        everyMinute(functions);
    }

    /** What was tried in vain: something is wrong when there is any. */
    List<IQueue> failed() {
        return List.of(uploads.failed(), unheard);
    }

    /** Something written under such a partition key. What is dropped is not lost: the clock asks for the same. */
    private static DynamoEventSource.Builder noted(ITable catalog, Object partition) {
        return DynamoEventSource.Builder.create(catalog)
                .startingPosition(StartingPosition.LATEST)
                .batchSize(100)
                .filters(List.of(FilterCriteria.filter(Map.of(
                        "dynamodb", Map.of("Keys", Map.of(CloudResources.PARTITION_KEY, Map.of("S", partition)))))));
    }

    private void films(IFunction transcode, IBucket bucket, String queueArn) {
        IRuleTarget target = new SqsQueue(uploads.queue());
        rule(Waking.uploaded(bucket.getBucketName()), target);
        rule(Waking.transcoded(queueArn), target);
        transcode.addEventSource(SqsEventSource.Builder.create(uploads.queue())
                .batchSize(AT_ONCE)
                .maxConcurrency(AT_ONCE)
                .reportBatchItemFailures(true)
                .build());
    }

    private void rule(Waking.Rule rule, IRuleTarget target) {
        Rule.Builder.create(this, rule.id())
                .description(rule.description())
                .eventPattern(EventPattern.builder()
                        .source(List.of(rule.source()))
                        .detailType(List.of(rule.kind()))
                        .detail(rule.detail())
                        .build())
                .targets(List.of(target))
                .build();
    }

    /** What the admin API took on is a job of its own, which says how it went. */
    private void imports(IFunction imports) {
        EventInvokeConfig.Builder.create(this, "ImportAttempts")
                .function(imports)
                .retryAttempts(1)
                .maxEventAge(Duration.hours(1))
                .onFailure(new SqsDestination(unheard))
                .build();
    }

    /** Lambda itself would try an event of the clock twice more, while the clock goes on asking. */
    private void onceEachMinute(String id, IFunction function) {
        EventInvokeConfig.Builder.create(this, id)
                .function(function)
                .retryAttempts(0)
                .maxEventAge(Duration.minutes(1))
                .build();
    }

    private void everyMinute(WorkFunctions functions) {
        Rule.Builder.create(this, "Reconcile")
                .description("Looks for what an event was lost of")
                .schedule(Schedule.rate(Duration.minutes(Waking.RECONCILE.toMinutes())))
                .targets(List.of(
                        woken(functions.publish().function()),
                        woken(functions.imports().function()),
                        woken(functions.transcode().function())))
                .build();
    }

    private static LambdaFunction woken(IFunction function) {
        return new LambdaFunction(
                function,
                LambdaFunctionProps.builder()
                        .event(RuleTargetInput.fromObject(Waking.RECONCILE_EVENT))
                        // The next minute asks again.
                        .retryAttempts(0)
                        .build());
    }
}
