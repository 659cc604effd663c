package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.Operations;
import dev.headwater.aws.CloudResources;
import dev.headwater.aws.Waking;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.aws.client.AwsService;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Makes, at an endpoint that no deployment prepared, the queues, the rules and the secret that functions are woken and called
 * by: for whoever tries functions there. A server does their work by itself and waits for none of it. Doing it again changes
 * nothing.
 */
final class CloudWaking {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final CloudResources resources;
    private final SqsClient queues;
    private final EventBridgeClient rules;
    private final S3Client buckets;
    private final SecretsManagerClient secrets;

    private CloudWaking(CloudResources resources, AwsClients clients) {
        this.resources = resources;
        this.queues = clients.client(SqsClient.builder(), AwsService.SQS);
        this.rules = clients.client(EventBridgeClient.builder(), AwsService.EVENTBRIDGE);
        this.buckets = clients.s3(AwsService.SQS.limits());
        this.secrets = clients.secrets(AwsService.SQS.limits());
    }

    /** Returns why not all of it could be made; empty: all is there. */
    static Optional<String> make(Cloud cloud) {
        try (AwsClients clients = new AwsClients(cloud.access())) {
            new CloudWaking(cloud.resources(), clients).make();
            return Optional.empty();
        } catch (SdkException | IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void make() {
        String failed = arn(queue(name("films-failed"), kept()));
        queue(name("unheard"), kept());
        Map<QueueAttributeName, String> attributes = kept();
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(Waking.FILMS_HIDDEN.toSeconds()));
        attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                json(Map.of("deadLetterTargetArn", failed, "maxReceiveCount", Waking.ATTEMPTS)));
        String url = queue(name("films"), attributes);
        String films = arn(url);
        List<String> sending = List.of(
                rule(Waking.uploaded(resources.uploadsBucket()), films),
                rule(Waking.transcoded(mediaConvert(films)), films));
        set(url, Map.of(QueueAttributeName.POLICY, json(letIn(sending, films))));
        rules.putRule(rule -> rule.name(name("reconcile"))
                .description("Looks for what an event was lost of; functions are its targets, where there are any")
                .scheduleExpression("rate(" + Waking.RECONCILE.toMinutes() + " minute)")
                .state(RuleState.ENABLED));
        buckets.putBucketNotificationConfiguration(told -> told.bucket(resources.uploadsBucket())
                .notificationConfiguration(all -> all.eventBridgeConfiguration(on -> {})));
        originSecret();
    }

    private String name(String what) {
        return resources.secretsPrefix().replaceAll("/$", "").replace('/', '-') + "-" + what;
    }

    private static Map<QueueAttributeName, String> kept() {
        return new HashMap<>(
                Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, Long.toString(Waking.KEPT.toSeconds())));
    }

    /** Returns its URL. */
    private String queue(String name, Map<QueueAttributeName, String> attributes) {
        try {
            String url = queues.getQueueUrl(ask -> ask.queueName(name)).queueUrl();
            set(url, attributes);
            return url;
        } catch (QueueDoesNotExistException e) {
            return queues.createQueue(queue -> queue.queueName(name).attributes(attributes))
                    .queueUrl();
        }
    }

    private void set(String url, Map<QueueAttributeName, String> attributes) {
        queues.setQueueAttributes(set -> set.queueUrl(url).attributes(attributes));
    }

    private String arn(String url) {
        String arn = queues.getQueueAttributes(ask -> ask.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        if (arn == null) {
            throw new IllegalStateException("SQS does not say the ARN of " + url);
        }
        return arn;
    }

    /** Of the same account and region as a queue of SQS: {@code arn:aws:sqs:REGION:ACCOUNT:NAME}. */
    private String mediaConvert(String queueArn) {
        String[] parts = queueArn.split(":", -1);
        return "arn:aws:mediaconvert:" + parts[3] + ":" + parts[4] + ":queues/" + name("films");
    }

    /** Returns its ARN. */
    private String rule(Waking.Rule rule, String queue) {
        String name = name(rule.id().toLowerCase(Locale.ROOT));
        String arn = rules.putRule(put -> put.name(name)
                        .description(rule.description())
                        .eventPattern(json(rule.pattern()))
                        .state(RuleState.ENABLED))
                .ruleArn();
        PutTargetsResponse put = rules.putTargets(targets -> targets.rule(name)
                .targets(Target.builder().id("films").arn(queue).build()));
        if (put.failedEntryCount() != null && put.failedEntryCount() > 0) {
            throw new IllegalStateException("the rule " + name + " does not take its queue");
        }
        return arn;
    }

    private static Map<String, Object> letIn(List<String> rules, String queue) {
        return Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(Map.of(
                        "Effect",
                        "Allow",
                        "Principal",
                        Map.of("Service", "events.amazonaws.com"),
                        "Action",
                        "sqs:SendMessage",
                        "Resource",
                        queue,
                        "Condition",
                        Map.of("ArnEquals", Map.of("aws:SourceArn", rules)))));
    }

    /** Not among the program's own, so that no backup takes it along. */
    private void originSecret() {
        SecureRandom random = new SecureRandom();
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < Waking.ORIGIN_SECRET_LENGTH; i++) {
            made.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        try {
            secrets.createSecret(secret -> secret.name(name(Waking.ORIGIN_SECRET))
                    .description("What CloudFront shows the HTTP API")
                    .secretString(made.toString()));
        } catch (ResourceExistsException e) {
            // It stays as it is.
        }
    }

    private static String json(Object value) {
        return Operations.JSON.valueToTree(value).toString();
    }
}
