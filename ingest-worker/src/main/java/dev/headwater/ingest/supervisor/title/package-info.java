/** Films and episodes packaged, one job at a time; slates, too. */
package dev.headwater.ingest.supervisor.title;
