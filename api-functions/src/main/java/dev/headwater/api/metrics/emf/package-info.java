/** Metrics as CloudWatch reads them off a log: for Lambda, where nobody can scrape. */
package dev.headwater.api.metrics.emf;
