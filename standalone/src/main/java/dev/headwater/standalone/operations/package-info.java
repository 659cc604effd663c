/** What operators do: one class a noun of the command line. */
package dev.headwater.standalone.operations;
