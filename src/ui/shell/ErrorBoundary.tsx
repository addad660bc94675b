import { Component, type ReactNode } from 'react';

interface ErrorBoundaryProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** A panel that fails says so in its place; the rest of the page goes on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | null }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const error: Error | null = this.state.error;
    if (error === null) return this.props.children;
    return (
      <div role="alert" style={{ padding: 16, overflow: 'auto' }}>
        <p>
          {this.props.name} could not be drawn: {(error as Error).message}
        </p>
        <p>The run is not touched. Go to another moment and try again, or reload the page.</p>
        <button type="button" onClick={() => this.setState({ error: null })}>
          Try again
        </button>
      </div>
    );
  }
}
