package dev.headwater.infra.observe;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.constructs.Construct;

/** What the account may cost in a month, and who hears when most of it is spent, or will be. */
final class Spending extends Construct {
    Spending(Construct scope, String id, int dollars, Optional<String> email) {
        super(scope, id);
        CfnBudget.Builder.create(this, "Budget")
                .budget(CfnBudget.BudgetDataProperty.builder()
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(CfnBudget.SpendProperty.builder()
                                .amount(dollars)
                                .unit("USD")
                                .build())
                        .build())
                .notificationsWithSubscribers(email.map(Spending::warnings).orElse(List.of()))
                .build();
    }

    private static List<CfnBudget.NotificationWithSubscribersProperty> warnings(String email) {
        return List.of(warning("ACTUAL", 80, email), warning("FORECASTED", 100, email));
    }

    private static CfnBudget.NotificationWithSubscribersProperty warning(String of, int percent, String email) {
        return CfnBudget.NotificationWithSubscribersProperty.builder()
                .notification(CfnBudget.NotificationProperty.builder()
                        .notificationType(of)
                        .comparisonOperator("GREATER_THAN")
                        .threshold(percent)
                        .thresholdType("PERCENTAGE")
                        .build())
                .subscribers(List.of(CfnBudget.SubscriberProperty.builder()
                        .subscriptionType("EMAIL")
                        .address(email)
                        .build()))
                .build();
    }
}
