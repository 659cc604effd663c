/** Child processes, whatever they make: how one is started, heard, measured and ended. */
package dev.headwater.ingest.supervisor.children;
