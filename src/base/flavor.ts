/**
 * A type that keeps look-alikes apart (a `NodeId` is not a `Key`) while literals still fit it.
 * It exists for the compiler only; at run time it is the plain value.
 */
export type Flavor<Value, Name extends string> = Value & { readonly __flavor?: Name };
