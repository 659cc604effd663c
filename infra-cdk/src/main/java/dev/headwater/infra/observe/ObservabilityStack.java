package dev.headwater.infra.observe;

import dev.headwater.infra.Settings;
import dev.headwater.infra.api.ApiStack;
import dev.headwater.infra.data.Tables;
import dev.headwater.infra.ingest.IngestStack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** Dashboard, alarms and budget. */
public final class ObservabilityStack extends Stack {
    /** What it stands on. */
    public record Parts(Settings settings, Tables tables, ApiStack.Observed api, IngestStack.Observed ingest) {}

    public ObservabilityStack(Construct scope, String id, StackProps props, Parts parts) {
        super(scope, id, props);
        Optional<String> email = parts.settings().alarmEmail();
        new Alarms(this, "Alarms", parts.tables(), parts.api(), parts.ingest(), email.map(this::topic));
        new Board(this, "Board", parts.tables(), parts.api(), parts.ingest());
        new Spending(this, "Spending", parts.settings().budget(), email);
        parts.settings()
                .warning()
                .ifPresent(warning -> Annotations.of(this).addWarningV2("headwater:alarmEmail", warning));
    }

    private ITopic topic(String email) {
        Topic topic = Topic.Builder.create(this, "Alarmed").enforceSsl(true).build();
        topic.addSubscription(new EmailSubscription(email));
        // A policy of its own, which the rule above is, takes the place of the one by which an account's alarms may
        // publish.
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount())))
                .build());
        return topic;
    }
}
